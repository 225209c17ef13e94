"""Draws the demo's pictures, so that no picture has to be fetched, licensed or stored in the repository.

Every picture is abstract and shows no data. The same arguments give the same pixels.
"""

import io
from collections.abc import Callable, Sequence
from math import cos, pi, sin, sqrt

from PIL import Image, ImageDraw, ImageOps

__all__ = ["DRAWINGS", "draw"]

Colours = Sequence[str]
OVERSAMPLING = 2  # drawn twice as large and scaled down, for smooth edges
GOLDEN_ANGLE = pi * (3 - sqrt(5))  # spreads points evenly without a random number


def draw(drawing: str, *, size: tuple[int, int], colours: Colours) -> bytes:
    """A PNG of `size` (width, height) pixels; `drawing` is one of `DRAWINGS`, `colours` are three "#rrggbb".

    KeyError for an unknown drawing.
    """
    large = (size[0] * OVERSAMPLING, size[1] * OVERSAMPLING)
    picture = DRAWINGS[drawing](large, colours).reduce(OVERSAMPLING)
    file = io.BytesIO()
    picture.save(file, format="PNG")
    return file.getvalue()


def _ground(size: tuple[int, int], dark: str, light: str) -> Image.Image:
    """A gradient from `dark` above to half way to `light` below."""
    ramp = Image.linear_gradient("L").point(lambda level: level // 2)
    return ImageOps.colorize(ramp.resize(size), black=dark, white=light)


def _disc(pen: ImageDraw.ImageDraw, x: float, y: float, radius: float, **look: object) -> None:
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), **look)  # type: ignore[arg-type]


def _cells(size: tuple[int, int], colours: Colours) -> Image.Image:
    picture = _ground(size, colours[0], colours[1])
    pen = ImageDraw.Draw(picture)
    width, height = size
    for number in range(1, 34):
        distance = sqrt(number / 34) * width * 0.58
        x = width / 2 + distance * cos(number * GOLDEN_ANGLE)
        y = height / 2 + distance * 0.62 * sin(number * GOLDEN_ANGLE)
        radius = height * (0.035 + 0.012 * (number * 7 % 5))
        _disc(pen, x, y, radius, fill=colours[1], outline=colours[2], width=height // 220)
        _disc(pen, x + radius * 0.2, y - radius * 0.15, radius * 0.38, fill=colours[2])
    return picture


def _steps(size: tuple[int, int], colours: Colours) -> Image.Image:
    picture = _ground(size, colours[0], colours[1])
    pen = ImageDraw.Draw(picture)
    width, height = size
    _disc(pen, width * 0.82, height * 0.24, height * 0.13, fill=colours[2])
    count = 7
    for number in range(count):
        left, top = width * number / count, height * (0.86 - 0.075 * number)
        pen.rectangle((left, top, left + width / count, height), fill=colours[1])
        pen.rectangle((left, top, left + width / count, top + height * 0.018), fill=colours[2])
    return picture


def _rings(size: tuple[int, int], colours: Colours) -> Image.Image:
    picture = _ground(size, colours[0], colours[1])
    pen = ImageDraw.Draw(picture)
    width, height = size
    for centre, colour in ((0.4, colours[1]), (0.6, colours[2])):
        for number in range(1, 9):
            _disc(
                pen, width * centre, height / 2, height * 0.05 * number, outline=colour, width=height // 150
            )
    return picture


def _waves(size: tuple[int, int], colours: Colours) -> Image.Image:
    picture = _ground(size, colours[0], colours[0])
    pen = ImageDraw.Draw(picture)
    width, height = size
    for middle, swing, colour in ((0.4, 0.14, colours[1]), (0.62, 0.14, colours[2])):
        line = [
            (x, height * (middle + swing * sin(x / width * 6 * pi)))
            for x in range(0, width + 1, max(1, width // 120))
        ]
        pen.line(line, fill=colour, width=height // 45, joint="curve")
    return picture


def _groups(size: tuple[int, int], colours: Colours) -> Image.Image:
    picture = Image.new("RGB", size, colours[0])
    pen = ImageDraw.Draw(picture)
    width, height = size
    for centre, colour in ((0.28, colours[1]), (0.72, colours[2])):
        for number in range(1, 31):
            distance = sqrt(number / 31) * height * 0.36
            x = width * centre + distance * cos(number * GOLDEN_ANGLE)
            _disc(pen, x, height / 2 + distance * sin(number * GOLDEN_ANGLE), height * 0.024, fill=colour)
    return picture


def _intervals(size: tuple[int, int], colours: Colours) -> Image.Image:
    picture = Image.new("RGB", size, colours[0])
    pen = ImageDraw.Draw(picture)
    width, height = size
    pen.line((width * 0.62, height * 0.1, width * 0.62, height * 0.9), fill=colours[1], width=height // 110)
    for level, left, right, colour in (
        (0.26, 0.14, 0.44, colours[1]),
        (0.5, 0.4, 0.76, colours[2]),
        (0.74, 0.22, 0.54, colours[1]),
    ):
        y = height * level
        pen.line((width * left, y, width * right, y), fill=colour, width=height // 60)
        _disc(pen, width * (left + right) / 2, y, height * 0.032, fill=colour)
    return picture


DRAWINGS: dict[str, Callable[[tuple[int, int], Colours], Image.Image]] = {
    "cells": _cells,
    "steps": _steps,
    "rings": _rings,
    "waves": _waves,
    "groups": _groups,
    "intervals": _intervals,
}
