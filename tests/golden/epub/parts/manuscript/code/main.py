import os

def main():
    run()


# ANCHOR: run
    def run():
        pass
# ANCHOR_END: run
