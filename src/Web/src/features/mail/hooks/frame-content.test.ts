import { beforeEach, describe, expect, it } from 'vitest';
import {
  contentIdsOf,
  countRemoteImages,
  misleadingHost,
  showContentImages,
  writeFrame,
} from '@/features/mail/hooks/frame-content';

const write = (html: string, remote = false) => {
  writeFrame(document, html, remote);
  return document.body;
};

beforeEach(() => {
  document.body.innerHTML = '';
});

describe('writeFrame', () => {
  it('leaves remote images without an address until they are wanted', () => {
    const html = '<img data-remote-src="https://track.example/x.png" alt="">';
    expect(countRemoteImages(html)).toBe(1);
    expect(write(html).querySelector('img')?.getAttribute('src')).toBeNull();
    expect(write(html, true).querySelector('img')?.getAttribute('src')).toBe('https://track.example/x.png');
  });

  it('sets aside images of the message and shows them by their Content-ID', () => {
    const body = write('<img src="cid:logo%40example.org" alt=""><p>src=&quot;cid:no&quot;</p>');
    expect(body.querySelector('img')?.getAttribute('src')).toBeNull();
    expect([...contentIdsOf(document)]).toEqual(['logo@example.org']);
    showContentImages(document, new Map([['logo@example.org', 'blob:1']]));
    expect(body.querySelector('img')?.getAttribute('src')).toBe('blob:1');
    expect(body.querySelector('p')?.textContent).toBe('src="cid:no"');
  });

  it('folds a quote at the end and keeps one that is answered within', () => {
    expect(write('<p>Yes.</p><div><blockquote>Shall we?</blockquote></div>').querySelector('details blockquote')).not.toBeNull();
    expect(write('<blockquote>Shall we?</blockquote><p>Yes.</p>').querySelector('details')).toBeNull();
    expect(write('<blockquote>All of it</blockquote>').querySelector('details')).toBeNull();
  });
});

describe('misleadingHost', () => {
  it.each([
    ['https://bank.example', 'https://evil.example/', 'evil.example'],
    ['bank.example/login', 'http://bank.example.evil.test/login', 'bank.example.evil.test'],
    ['https://bank.example', 'https://www.bank.example/a', null],
    ['bank.example', 'https://login.bank.example/', null],
    ['Click here', 'https://evil.example/', null],
    ['ann@bank.example', 'mailto:ann@bank.example', null],
    ['bücher.example', 'https://xn--bcher-kva.example/', null],
  ])('"%s" to %s is %s', (text, href, host) => {
    expect(misleadingHost(text, href)).toBe(host);
  });
});
