"""What editors may bring when they import old articles."""

from cms.conf.base import Base

__all__ = ["Imports"]


class Imports(Base):
    """What editors may bring when they import old articles."""

    @property
    def import_upload_megabytes(self) -> int:
        """How large the files of one import may be together. They are kept in the database until it is finished."""
        megabytes: int = self._get("IMPORT_UPLOAD_MEGABYTES", 100)
        return megabytes
