import { describe, expect, it } from 'vitest'
import { isLocal, phoneLink, publicAddress } from '../../../../src/lecture/qr/address'

describe('an address that phones cannot reach', () => {
  it.each([
    'http://localhost:4173/',
    'http://127.0.0.1/',
    'http://[::1]:80/',
    'http://0.0.0.0:5000/',
    'file:///book/index.html',
    'http://book.localhost/',
  ])('is %s', (url) => expect(isLocal(new URL(url))).toBe(true))
  it.each([
    'https://example.org/book/',
    'http://192.168.1.20:4173/',
    'http://lectern.local:4173/',
    'https://localhost.example.org/',
  ])('is not %s', (url) => expect(isLocal(new URL(url))).toBe(false))
})

describe('the public address', () => {
  it.each([
    ['https://example.org/book/', 'https://example.org/book/'],
    ['https://example.org/book', 'https://example.org/book/'],
    ['example.org/book', 'https://example.org/book/'],
    ['192.168.1.20:4173', 'http://192.168.1.20:4173/'],
    ['lectern.local:4173/book', 'http://lectern.local:4173/book/'],
    ['local.example.org', 'https://local.example.org/'],
    [' https://example.org/book/problems/3-weight-initialization/?x=1#a ', 'https://example.org/book/'],
    ['https://example.org/book/index.html', 'https://example.org/book/'],
  ])('%s is that of the whole book, %s', (typed, address) => expect(publicAddress(typed)).toBe(address))

  it.each([
    '',
    '   ',
    'two words',
    'javascript:alert(1)',
    'ftp://example.org/',
    'http://localhost:5000/',
    'https://me:secret@example.org/',
    'http://',
  ])('is not %s', (typed) => expect(publicAddress(typed)).toBeUndefined())
})

describe('the link of a QR code', () => {
  const here = 'http://localhost:4173/problems/3-weight-initialization/?lecture=a.5&backend=wasm'

  it('leads to the same page under the public address, with the setting of the figure', () => {
    expect(phoneLink(here, '?variance.d=16#variance', 'https://example.org/book/')).toBe(
      'https://example.org/book/problems/3-weight-initialization/?variance.d=16#variance',
    )
  })

  it('leads from the single file of a problem to its page', () => {
    expect(
      phoneLink('file:///media/stick/4-bottleneck-residual.html?lecture=a.8', '#count', 'https://example.org/'),
    ).toBe('https://example.org/problems/4-bottleneck-residual/#count')
  })

  it('leads to the page where it is, without the lecture, if no other address is kept', () => {
    expect(phoneLink(here, '#a', undefined)).toBe('http://localhost:4173/problems/3-weight-initialization/#a')
  })
})
