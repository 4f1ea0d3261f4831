// Runs before the first paint, so that a chosen theme does not flash. src/lib/theme.ts and density.ts write the values.
(() => {
    try {
        const theme = localStorage.getItem('theme');
        if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
        if (localStorage.getItem('density') === 'compact') document.documentElement.dataset.density = 'compact';
    } catch {
        // Storage is blocked: the system's theme applies.
    }
})();
