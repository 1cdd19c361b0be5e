#!/usr/bin/env python3
"""The stand-in's own tests: every rule it keeps. The last line is "N passed, N failed".

    python3 tests/support/graph/test_standin.py [NAME…]      names of parts (messages, uploads, …) in selftest/"""
import os
import sys
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "selftest")]


def main():
    names = [f"part_{name}" for name in sys.argv[1:]] or sorted(name[:-3] for name in os.listdir(os.path.join(HERE, "selftest"))
                                                                if name.startswith("part_") and name.endswith(".py"))
    try:
        import cryptography  # noqa: F401
    except ImportError:
        system = "/usr/bin/python3"
        if os.path.realpath(sys.executable) != os.path.realpath(system) and os.access(system, os.X_OK):
            os.execv(system, [system, *sys.argv])
        print("python3-cryptography is not there")
        print("0 passed, 1 failed")
        return 1
    import support
    result = unittest.TextTestRunner(verbosity=0).run(unittest.defaultTestLoader.loadTestsFromNames(names))
    support.stop_all()
    for name in names:
        print(f"-- {name[5:]}")
    bad = len(result.failures) + len(result.errors)
    print(f"{result.testsRun - bad} passed, {bad} failed", flush=True)
    return 1 if bad or not result.testsRun else 0


if __name__ == "__main__":
    sys.exit(main())
