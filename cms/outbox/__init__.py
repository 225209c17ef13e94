"""What the outside has to be told is first written down, in the transaction of the change, and sent later.

So a change that is rolled back tells nobody, one that is committed tells everybody at least once, and no editor waits
for somebody else's server. `deliver_outbox` sends; what it sends to are channels (`cms.outbox.channels`).
"""

from cms.outbox.recording import (
    NewEvent,
    before_delivery,
    event_kinds,
    record,
    record_many,
    register_before_delivery,
    register_kind,
)

__all__ = [
    "NewEvent",
    "before_delivery",
    "event_kinds",
    "record",
    "record_many",
    "register_before_delivery",
    "register_kind",
]
