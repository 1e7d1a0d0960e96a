#!/usr/bin/env python3
"""在庫を数える小さな道具。"""

import json

LIMIT = 10


# 品目を一つずつ読み、足りないものを返す。
# 数が限度より少ないものだけを選ぶ。
@cached
async def missing(items):
    """足りない品目。"""
    return [item for item in items if item["count"] < LIMIT]


class Store:
    def __init__(self, path):
        self.path = path

    def load(self):
        with open(self.path) as file:
            return json.load(file)


if __name__ == "__main__":
    print(missing(Store("stock.json").load()))
