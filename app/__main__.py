"""`python -m app` is `mnemic`."""

from app.cli import main

if __name__ == "__main__":
    main()
