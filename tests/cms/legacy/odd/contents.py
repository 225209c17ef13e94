"""Contents of posts as block editors and page builders leave them; all of it made up."""

# ruff: noqa: E501 - markup stands as it was found

GUTENBERG = """<!-- wp:cover {"url":"https://old.example.org/a.jpg","id":9} -->
<div class="wp-block-cover"><span aria-hidden="true" class="wp-block-cover__background"></span><img class="wp-block-cover__image"
src="https://old.example.org/a.jpg" alt=""/><div class="wp-block-cover__inner-container"><!-- wp:paragraph -->
<p class="has-text-align-center">Words on a cover</p><!-- /wp:paragraph --></div></div><!-- /wp:cover -->
<!-- wp:columns --><div class="wp-block-columns"><!-- wp:column --><div class="wp-block-column"><!-- wp:paragraph --><p>Left
column</p><!-- /wp:paragraph --></div><!-- /wp:column --><!-- wp:column --><div class="wp-block-column"><!-- wp:list -->
<ul><!-- wp:list-item --><li>Right item</li><!-- /wp:list-item --></ul><!-- /wp:list --></div><!-- /wp:column --></div>
<!-- /wp:columns --><!-- wp:media-text --><div class="wp-block-media-text"><figure class="wp-block-media-text__media"><img
src="https://old.example.org/b.jpg" alt="B"/></figure><div class="wp-block-media-text__content"><p>Beside it</p></div></div>
<!-- /wp:media-text --><!-- wp:pullquote --><figure class="wp-block-pullquote"><blockquote><p>Pulled</p><cite>Who</cite>
</blockquote></figure><!-- /wp:pullquote --><!-- wp:verse --><pre class="wp-block-verse">A verse
 of two</pre><!-- /wp:verse --><!-- wp:table --><figure class="wp-block-table"><table><tbody><tr><td>Cell one</td><td>Cell two
</td></tr></tbody></table><figcaption>About it</figcaption></figure><!-- /wp:table -->
<!-- wp:buttons --><div class="wp-block-buttons"><!-- wp:button --><div class="wp-block-button"><a class="wp-block-button__link"
href="https://old.example.org/go">Press me</a></div><!-- /wp:button --></div><!-- /wp:buttons -->
<!-- wp:latest-posts {"postsToShow":3} /--><!-- wp:block {"ref":999} /--><!-- wp:acf/hero {"data":{"title":"Heroic words"}} /-->
<!-- wp:embed {"url":"https://www.youtube.com/watch?v=dQw4w9WgXcQ","type":"video"} --><figure class="wp-block-embed"><div
class="wp-block-embed__wrapper">
https://www.youtube.com/watch?v=dQw4w9WgXcQ
</div><figcaption>A video</figcaption></figure><!-- /wp:embed -->
<!-- wp:details --><details class="wp-block-details"><summary>More on it</summary><p>Hidden words</p></details><!-- /wp:details -->
<!-- wp:footnotes /--><!-- wp:spacer --><div style="height:20px" aria-hidden="true" class="wp-block-spacer"></div><!-- /wp:spacer -->
<!-- wp:missing {"originalName":"x"} --><p>Missing block</p><!-- /wp:missing --><!-- wp:freeform --><p>Classic words</p>
<!-- /wp:freeform --><!-- wp:html --><marquee>Moving words</marquee><!-- /wp:html -->"""

DIVI = """[et_pb_section fb_built="1" _builder_version="4.9"][et_pb_row][et_pb_column type="4_4"][et_pb_text admin_label="Text"]
<h2>What was done</h2><p>Words of Divi.</p>[/et_pb_text][et_pb_blurb title="A blurb's title" image="https://old.example.org/x.png"]
Words of the blurb[/et_pb_blurb][et_pb_button button_text="Ask us" button_url="https://old.example.org/ask" /]
[et_pb_toggle title="A question"]Its answer[/et_pb_toggle][et_pb_image src="https://old.example.org/c.jpg" alt="C" /]
[/et_pb_column][/et_pb_row][/et_pb_section]"""

WPBAKERY = """[vc_row full_width="stretch_row" css=".vc_custom_1{margin:0 !important;}"][vc_column width="1/2"][vc_column_text]
Words of the bakery.[/vc_column_text][vc_custom_heading text="A custom heading" font_container="tag:h2"][vc_single_image image="9"
img_size="full"][vc_btn title="Press" link="url:https%3A%2F%2Fold.example.org"][vc_raw_html]JTNDcCUzRVJhdyUzQyUyRnAlM0U=
[/vc_raw_html][/vc_column][/vc_row]"""
