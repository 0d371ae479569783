#include "html_impl.h"
ng_status ngi_page_body(ngi_page *page, ng_str title)
{
    bool article = false;

    for (size_t i = 0; i < page->blocks.count; i++) article |= ngi_page_within(page, page->blocks.items[i].node, NGI_TAG_ARTICLE);
    for (size_t i = 0; i < page->blocks.count; i++) {
        ngi_block *block = &page->blocks.items[i];

        if (article && !ngi_page_within(page, block->node, NGI_TAG_ARTICLE)) continue;
        if (ngi_page_within(page, block->node, NGI_TAG_NAV) || ngi_page_within(page, block->node, NGI_TAG_FOOTER) ||
            ngi_page_within(page, block->node, NGI_TAG_ASIDE) || ngi_page_within(page, block->node, NGI_TAG_FORM))
            continue;
        if (ng_str_equal(ngi_block_text(page, block), title)) continue;
        block->body = block->words >= 8 && block->link_letters * 2 < block->letters;
    }
    return NG_OK;
}
