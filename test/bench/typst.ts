// Typst and nothing else: sets the words it is sent in the fonts it is given, answers with the PDF.
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'

process.once(
  'message',
  ({ fonts, source, paper }: { fonts: Buffer[]; source: string; paper: string }) => {
    const compiler = NodeCompiler.create({ fontArgs: [{ fontBlobs: fonts }] })
    const { result } = compiler.compile({ mainFileContent: source, inputs: { paper } })
    if (!result) throw new Error('Typst refused')
    const pdf = new Uint8Array(compiler.pdf(result, { pdfStandard: 'ua-1' }))
    process.send?.({ pdf, pages: result.numOfPages }, () => process.disconnect())
  },
)
