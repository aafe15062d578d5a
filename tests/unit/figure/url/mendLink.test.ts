import { expect, it } from 'vitest'
import { mendLink } from '../../../../src/figure/url/mendLink'

const sent = { search: '?variance.preset=he&variance.seed=2&variance.d=16', hash: '#variance' }
const { search, hash } = sent

it.each([
  ['as it was', sent],
  ['with &amp;', { search: search.replaceAll('&', '&amp;'), hash }],
  ['with &amp; encoded', { search: search.replaceAll('&', '%26amp%3B'), hash }],
  ['with # encoded', { search: `${search}%23variance`, hash: '' }],
  ['with # encoded twice', { search: `${search}%2523variance`, hash: '' }],
  ['encoded whole', { search: `?${encodeURIComponent(search.slice(1))}`, hash }],
  ['encoded whole, with #', { search: `?${encodeURIComponent(search.slice(1) + hash)}`, hash: '' }],
  ['with a full stop', { search, hash: `${hash}.` }],
  ['with # encoded, in brackets', { search: `${search}%23variance).`, hash: '' }],
  ['in brackets and quotes', { search, hash: `${hash})”,` }],
  ['in quotes that the browser encodes', { search, hash: `${hash}${encodeURIComponent('…”）。')}` }],
  ['with the slash of a server', { search, hash: `${hash}/` }],
  ['in bold', { search, hash: `${hash}**` }],
  ['as quoted-printable', { search: search.replaceAll('=', '=3D'), hash }],
  ['as quoted-printable, broken', { search: `${search.replaceAll('=', '=3D').slice(0, -1)}=6`, hash }],
  ['with spaces of no width', { search: search.replaceAll('&', '%E2%80%8B&%c2%ad'), hash: `${hash}%EF%BB%BF` }],
])('understands a link %s', (_, link) => {
  expect(mendLink(link)).toEqual(sent)
})

it('leaves a value that begins with 3D', () => {
  expect(mendLink({ search: '?a.text=3D&a.d=16', hash })).toEqual({ search: '?a.text=3D&a.d=16', hash })
})

it('takes a full stop from the end of a query', () => {
  expect(mendLink({ search: '?variance.d=16.', hash: '' })).toEqual({ search: '?variance.d=16', hash: '' })
})

it('brings a picture back behind its anchor', () => {
  expect(mendLink({ search: '?a.own=~00%23adapter%3FAAAA-_A', hash: '' })).toEqual({
    search: '?a.own=~00',
    hash: '#adapter?AAAA-_A',
  })
})

it.each([
  ['nothing', ''],
  ['a question mark', '?'],
  ['broken encodings', '?%'],
  ['percent signs', '?%25%25%25'],
  ['half a letter', '?a=%E0%A4%A'],
  ['ten thousand letters', `?${'%2523'.repeat(2000)}`],
])('bears %s', (_, junk) => {
  expect(() => mendLink({ search: junk, hash: '' })).not.toThrow()
})
