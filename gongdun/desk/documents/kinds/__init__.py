"""Documents that every area uses. Areas keep their own in their `documents` drawer, in the same shape: `DOCUMENT`, facts, `compose`."""
