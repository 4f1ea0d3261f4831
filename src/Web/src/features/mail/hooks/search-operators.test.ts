import { describe, expect, it } from 'vitest';
import { suggest } from '@/features/mail/hooks/search-operators';

const labels = ['Work', 'Projects/2026', 'My Files'];
const labelsOf = (query: string) => suggest(query, labels).map((suggestion) => suggestion.label);

describe('suggest', () => {
  it('completes the last word', () => {
    expect(labelsOf('budget fr')).toEqual(['from:']);
    expect(suggest('budget is:un', labels)[0]?.query).toBe('budget is:unread ');
    expect(suggest('-ha', labels)[0]?.query).toBe('-has:attachment ');
  });

  it('offers operators for an empty word', () => {
    expect(labelsOf('')).toContain('from:');
  });

  it('offers labels by any part of their name, in quotation marks if needed', () => {
    expect(labelsOf('label:20')).toEqual(['label:Projects/2026']);
    expect(suggest('label:my', labels)[0]?.query).toBe('label:"My Files" ');
    expect(labelsOf('in:w')).toEqual(['in:Work']);
  });

  it('offers nothing for a value or an ordinary word', () => {
    expect(labelsOf('from:ann')).toEqual([]);
    expect(labelsOf('meeting')).toEqual([]);
  });
});
