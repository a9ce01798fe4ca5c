"""The first lines of the bundled program: what its loader set for itself is kept from what Reader starts."""

import os
import sys

for name in [each for each in os.environ if each.startswith("_PYI_")]:
    del os.environ[name]
# The loader has read its own by now; a browser that Reader opens a link in must not find our libraries.
before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
os.environ.pop("LD_LIBRARY_PATH", None)
if before:
    os.environ["LD_LIBRARY_PATH"] = before

from reader.__main__ import main  # noqa: E402

sys.exit(main())
