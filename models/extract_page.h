enum { SR_MODEL_PAGE_COLUMNS = 40 };
static const sr_tree_node model_page_nodes[] = {{5.0f, 0xFFFF, 0}};
static const uint32_t model_page_roots[] = {0};
static const sr_forest model_page = {model_page_nodes, model_page_roots, 1, 40};
