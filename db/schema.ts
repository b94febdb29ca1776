// Every table in one place: drizzle wants them together, and a test compares them with the migrations.
export * from './schema/chat.ts'
export * from './schema/custody.ts'
export * from './schema/letters.ts'
export * from './schema/meeting.ts'
export * from './schema/moderation.ts'
export * from './schema/review.ts'
export * from './schema/staff.ts'
export * from './schema/units.ts'
