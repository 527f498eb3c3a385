module freehold/tools/pause

go 1.24
