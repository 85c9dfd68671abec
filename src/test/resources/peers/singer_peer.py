"""Meltano's Singer SDK: `tap ADDRESS` writes records, `target FOLDER` makes JSONL and CSV of them."""

import csv
import json
import os
import sys

from singer_sdk import RESTStream, Tap, Target
from singer_sdk import typing as th
from singer_sdk.pagination import BasePageNumberPaginator
from singer_sdk.sinks import RecordSink

from rows import flat


class Pages(BasePageNumberPaginator):
    def has_more(self, response):
        return len(response.json()["data"]["list"]) > 0


class Ranking(RESTStream):
    name = "ranking"
    path = "/"
    http_method = "POST"
    records_jsonpath = "$.data.list[*]"
    schema = th.PropertiesList(
        th.Property("product", th.ObjectType(additional_properties=True)),
        th.Property("shop", th.ObjectType(additional_properties=True)),
        th.Property("rank_category", th.ObjectType(additional_properties=True)),
        th.Property("top_live", th.ArrayType(th.ObjectType(additional_properties=True))),
        th.Property("live_units_sold", th.NumberType),
        th.Property("live_gmv", th.NumberType),
        th.Property("live_usd_gmv", th.NumberType),
        th.Property("live_count", th.IntegerType),
    ).to_dict()

    @property
    def url_base(self):
        return self.config["address"]

    @property
    def http_headers(self):
        return {"Authorization": "Bearer x"}

    def get_new_paginator(self):
        return Pages(start_value=1)

    def prepare_request_payload(self, context, next_page_token):
        return {"filter": {"date_info": {"value": "2026-13"}}, "page": next_page_token}


class RankingTap(Tap):
    name = "tap-ranking"
    config_jsonschema = th.PropertiesList(th.Property("address", th.StringType)).to_dict()

    def discover_streams(self):
        return [Ranking(self)]


class Files(RecordSink):
    table = None

    def setup(self):
        self.text = open(self.config["folder"] + "/ranking.csv", "w", newline="")
        self.lines = open(self.config["folder"] + "/ranking.jsonl", "w")

    def process_record(self, record, context):
        item = {name: value for name, value in record.items() if not name.startswith("_sdc")}
        row = flat(item)
        if self.table is None:
            self.table = csv.DictWriter(self.text, row)
            self.table.writeheader()
        self.table.writerow(row)
        self.lines.write(json.dumps(item, default=str) + "\n")

    def clean_up(self):
        self.text.close()
        self.lines.close()


class FilesTarget(Target):
    name = "target-files"
    config_jsonschema = th.PropertiesList(th.Property("folder", th.StringType)).to_dict()
    default_sink_class = Files


os.environ["LOGLEVEL"] = "WARNING"
role, where = sys.argv[1:3]
if role == "tap":
    RankingTap(config={"address": where}).sync_all()
else:
    FilesTarget(config={"folder": where}).listen(sys.stdin)
