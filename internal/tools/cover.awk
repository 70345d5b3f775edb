# Sums a Go cover profile by package. With -coverpkg every test binary lists every block, so a block counts once, as
# covered where any of them ran it. Set module with -v.
FNR > 1 {
	seen[$1] = $2
	if ($3 > 0) ran[$1] = 1
}
END {
	for (block in seen) {
		package = block
		sub(/\/[^\/]*$/, "", package)
		sub("^" module "/?", "", package)
		if (package == "") package = "."
		all[package] += seen[block]
		total += seen[block]
		if (block in ran) {
			covered[package] += seen[block]
			hit += seen[block]
		}
	}
	for (package in all) printf "%6.1f %%  %5d statements  %s\n", 100 * covered[package] / all[package], all[package], package
	if (total) printf "%6.1f %%  %5d statements  total\n", 100 * hit / total, total
}
