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

if sys.argv[1:] == ["--template-worker"]:  # Reader starts itself: see `exporting/templating/own_templates.py`
    from reader.exporting.templating.worker import main as render

    render()
else:
    from reader.__main__ import main

    sys.exit(main())
