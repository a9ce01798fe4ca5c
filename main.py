"""Start Reader from a checkout: `python main.py [FILE…]`, the same program as `reader`."""

from reader.__main__ import main

if __name__ == "__main__":
    raise SystemExit(main())
