import { describe, expect, it } from 'vitest';
import { readHighlights } from '@/features/mail/hooks/highlight';

describe('readHighlights', () => {
  it('divides the text at the matches', () => {
    expect(readHighlights('the <mark>budget</mark> of 2026')).toEqual([
      { text: 'the ', marked: false },
      { text: 'budget', marked: true },
      { text: ' of 2026', marked: false },
    ]);
  });

  it('reads escaped characters once', () => {
    expect(readHighlights('a &lt;b&gt; &amp;lt; &#39;c&#x27;')).toEqual([{ text: "a <b> &lt; 'c'", marked: false }]);
  });

  it('keeps other markup as text', () => {
    expect(readHighlights('<img src=x>')).toEqual([{ text: '<img src=x>', marked: false }]);
  });
});
