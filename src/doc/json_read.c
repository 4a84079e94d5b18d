#include "doc/json_read.h"

sr_status sr_json_parse(sr_str s, cJSON **ret, sr_err *err)
{
    const char *end = NULL;
    cJSON *root = cJSON_ParseWithLengthOpts(s.p, s.len, &end, 0);
    size_t at = end && end >= s.p ? (size_t)(end - s.p) : 0;
    if (!root)
        return sr_fail(err, SR_EFORMAT, at, "no valid JSON at byte %zu", at);
    if (sr_str_trim(sr_str_cut(s, at, s.len)).len) {
        cJSON_Delete(root);
        return sr_fail(err, SR_EFORMAT, at, "text after the JSON value at byte %zu", at);
    }
    *ret = root;
    return SR_OK;
}

sr_str sr_json_text(const cJSON *item)
{
    return sr_str_of(cJSON_IsString(item) ? item->valuestring : NULL);
}

sr_str sr_json_member_text(const cJSON *object, const char *key)
{
    return sr_json_text(cJSON_GetObjectItemCaseSensitive(object, key));
}
