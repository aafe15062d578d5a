/** The fonts that the texts of a picture use, as a style sheet that carries them. Throws if a font cannot be loaded. */
export async function fontSheet(picture: SVGElement): Promise<string> {
  const texts = [...picture.querySelectorAll('text')]
  const faces = facesOf(document.styleSheets).filter((face) => texts.some((text) => isSetIn(text, face)))
  const carried = await Promise.all(faces.map(carriedFace))
  return carried.filter((rule) => rule !== '').join('\n')
}

/** Whether a text is set in a face: by its first family, in the same style, at a weight that the face has or comes nearest to. */
function isSetIn(text: SVGTextElement, { style }: CSSFontFaceRule): boolean {
  const [family = ''] = (text.getAttribute('font-family') ?? '').split(',')
  const weight = Number(text.getAttribute('font-weight') ?? 400)
  const [lightest = 400, boldest = lightest] = (style.getPropertyValue('font-weight') || '400').split(' ').map(Number)
  const fits = boldest > lightest ? weight >= lightest && weight <= boldest : weight >= 600 === lightest >= 600
  const slant = (value: string) => (value === 'italic' || value === 'oblique' ? 'italic' : 'normal')
  return (
    fits &&
    unquoted(family) === unquoted(style.getPropertyValue('font-family')) &&
    slant(text.getAttribute('font-style') ?? '') === slant(style.getPropertyValue('font-style'))
  )
}

const unquoted = (family: string) => family.trim().replaceAll(/["']/g, '')

function facesOf(sheets: StyleSheetList): CSSFontFaceRule[] {
  return [...sheets].flatMap((sheet) => [...sheet.cssRules].filter((rule) => rule instanceof CSSFontFaceRule))
}

/** A face with its file inside. Faces of the reader's own system stay names. */
async function carriedFace(face: CSSFontFaceRule): Promise<string> {
  const file = /url\("?([^")]+)"?\)/.exec(face.style.getPropertyValue('src'))?.[1]
  if (file === undefined) return ''
  const address = new URL(file, face.parentStyleSheet?.href ?? document.baseURI)
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`The font ${address.pathname} could not be loaded (${answer.status})`)
  const properties = ['font-family', 'font-style', 'font-weight', 'unicode-range'].flatMap((name) => {
    const value = face.style.getPropertyValue(name)
    return value === '' ? [] : [`${name}:${value}`]
  })
  return `@font-face{${properties.join(';')};src:url(${await dataUrl(await answer.blob())}) format("woff2")}`
}

const dataUrl = (blob: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(blob)
  })
