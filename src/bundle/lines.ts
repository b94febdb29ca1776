import { z } from 'zod'
import { cleanLine, cleanText } from './text.ts'

// What the parts of a bundle's contents are made of; texts come out clean.
export const line = z.string().max(2_000).transform(cleanLine).pipe(z.string().min(1).max(500))
export const text = z.string().max(20_000).transform(cleanText).pipe(z.string().min(1).max(12_000))
export const day = z.iso.date()
export const count = z.int().min(0).max(1_000_000)
export const runningNumber = z.int().min(1).max(1_000_000_000)
