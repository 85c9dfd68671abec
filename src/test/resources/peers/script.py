"""The job in as few lines as it takes: no store, no retries, no checks. Arguments: the address, the folder."""

import csv
import http.client
import json
import sys
from urllib.parse import urlsplit

from rows import flat

vendor = http.client.HTTPConnection(urlsplit(sys.argv[1]).netloc)
page, rows, table = 1, None, None
with open(sys.argv[2] + "/ranking.csv", "w", newline="") as text, open(sys.argv[2] + "/ranking.jsonl", "w") as lines:
    while rows != []:
        body = json.dumps({"filter": {"date_info": {"value": "2026-13"}}, "page": page})
        vendor.request("POST", "/", body, {"Authorization": "Bearer x"})
        rows = json.load(vendor.getresponse())["data"]["list"]
        for item in rows:
            row = flat(item)
            if table is None:
                table = csv.DictWriter(text, row)
                table.writeheader()
            table.writerow(row)
            lines.write(json.dumps(item) + "\n")
        page += 1
