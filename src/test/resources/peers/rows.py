"""An item as a row of plain values, by the way to each."""


def flat(item, prefix=""):
    row = {}
    for name, value in item.items():
        if isinstance(value, dict):
            row.update(flat(value, prefix + name + "_"))
        elif not isinstance(value, list):
            row[prefix + name] = value
    return row
