"""Airbyte's CDK: a declarative source, its records written as JSONL and CSV. Arguments: the address, the folder."""

import csv
import json
import logging
import sys

from airbyte_cdk.models import (
    AirbyteStream,
    ConfiguredAirbyteCatalog,
    ConfiguredAirbyteStream,
    DestinationSyncMode,
    SyncMode,
    Type,
)
from airbyte_cdk.sources.declarative.concurrent_declarative_source import ConcurrentDeclarativeSource

from rows import flat


address, folder = sys.argv[1:3]
manifest = {
    "version": "6.0.0",
    "type": "DeclarativeSource",
    "check": {"type": "CheckStream", "stream_names": ["ranking"]},
    "streams": [
        {
            "type": "DeclarativeStream",
            "name": "ranking",
            "primary_key": [],
            "schema_loader": {"type": "InlineSchemaLoader", "schema": {"type": "object", "properties": {}}},
            "retriever": {
                "type": "SimpleRetriever",
                "requester": {
                    "type": "HttpRequester",
                    "url_base": address,
                    "path": "/",
                    "http_method": "POST",
                    "authenticator": {"type": "BearerAuthenticator", "api_token": "x"},
                    "request_body_json": {"filter": {"date_info": {"value": "2026-13"}}},
                },
                "record_selector": {
                    "type": "RecordSelector",
                    "extractor": {"type": "DpathExtractor", "field_path": ["data", "list"]},
                },
                "paginator": {
                    "type": "DefaultPaginator",
                    "page_token_option": {
                        "type": "RequestOption",
                        "inject_into": "body_json",
                        "field_name": "page",
                    },
                    "pagination_strategy": {
                        "type": "PageIncrement",
                        "start_from_page": 1,
                        "page_size": 100,
                        "inject_on_first_request": True,
                    },
                },
            },
        }
    ],
}
stream = AirbyteStream(name="ranking", json_schema={}, supported_sync_modes=[SyncMode.full_refresh])
catalog = ConfiguredAirbyteCatalog(
    streams=[
        ConfiguredAirbyteStream(
            stream=stream,
            sync_mode=SyncMode.full_refresh,
            destination_sync_mode=DestinationSyncMode.overwrite,
        )
    ]
)
source = ConcurrentDeclarativeSource(catalog=catalog, config={}, state=[], source_config=manifest)
table = None
with open(folder + "/ranking.csv", "w", newline="") as text, open(folder + "/ranking.jsonl", "w") as lines:
    for message in source.read(logging.getLogger("airbyte"), {}, catalog, []):
        if message.type == Type.RECORD:
            row = flat(message.record.data)
            if table is None:
                table = csv.DictWriter(text, row)
                table.writeheader()
            table.writerow(row)
            lines.write(json.dumps(message.record.data) + "\n")
