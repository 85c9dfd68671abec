"""dlt: one resource, its pages fetched once, loaded as JSONL and as CSV. Arguments: the address, the folder."""

import os
import sys

os.environ["RUNTIME__DLTHUB_TELEMETRY"] = "false"
os.environ["NORMALIZE__DATA_WRITER__DISABLE_COMPRESSION"] = "true"

import dlt
from dlt.sources.helpers.rest_client import RESTClient
from dlt.sources.helpers.rest_client.paginators import PageNumberPaginator

address, folder = sys.argv[1:3]
client = RESTClient(
    base_url=address,
    headers={"Authorization": "Bearer x"},
    data_selector="data.list",
    paginator=PageNumberPaginator(base_page=1, page_body_path="page", total_path=None),
)
pages = list(client.paginate("/", method="POST", json={"filter": {"date_info": {"value": "2026-13"}}}))
for form in ("jsonl", "csv"):
    pipeline = dlt.pipeline(
        pipeline_name="ranking_" + form,
        pipelines_dir=folder + "/pipelines",
        destination=dlt.destinations.filesystem("file://" + folder),
        dataset_name=form,
    )
    rows = dlt.resource((page for page in pages), name="ranking", max_table_nesting=0)
    pipeline.run(rows, loader_file_format=form)
