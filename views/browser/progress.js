// Looks again every two seconds while a page says that work goes on.
const running = document.querySelector('[data-running]')
if (running) setTimeout(() => location.reload(), 2000)
