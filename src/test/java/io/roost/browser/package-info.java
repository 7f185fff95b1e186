/** The pages in a real browser: what a person sees and does. Skipped where no Chromium is installed. */
@NullMarked
package io.roost.browser;

import org.jspecify.annotations.NullMarked;
