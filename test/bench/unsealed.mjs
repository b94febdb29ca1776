// `node --import` of this: letters are put away as they are, in as many bytes, instead of sealed (S8).
import { registerHooks } from 'node:module'

const instead = new URL('unsealed-envelope.ts', import.meta.url).href

registerHooks({
  resolve(specifier, context, next) {
    const asked = specifier.endsWith('/envelope.ts') && context.parentURL !== instead
    return asked ? { url: instead, format: 'module', shortCircuit: true } : next(specifier, context)
  },
})
