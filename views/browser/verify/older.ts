// Browsers of 2022, as old laptops have them, lack these two (ECMAScript 2024).

const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

function define(name: string, value: (this: string) => unknown): void {
  if (name in String.prototype) return
  Object.defineProperty(String.prototype, name, { value, writable: true, configurable: true })
}

define('isWellFormed', function () {
  return this.search(loneSurrogate) < 0
})
define('toWellFormed', function () {
  return this.replace(loneSurrogate, '\ufffd')
})

export {}
