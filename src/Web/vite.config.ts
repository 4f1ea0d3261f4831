import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const api = `http://127.0.0.1:${process.env.PORT ?? '8080'}`;
const local = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  plugins: [react(), tailwindcss()],
  resolve: {
    alias: {
      '@': local('./src'),
      // The original adds <style> elements, which the content security policy forbids.
      'react-remove-scroll': local('./src/lib/remove-scroll.tsx'),
    },
  },
  build: {
    outDir: process.env.WEB_OUT ?? '../../artifacts/web',
    target: 'es2022',
    manifest: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    proxy: Object.fromEntries(
      ['/api', '/openapi', '/docs', '/health', '/.well-known'].map((path) => [path, { target: api, ws: path === '/api' }]),
    ),
  },
  test: { environment: 'happy-dom', include: ['src/**/*.test.{ts,tsx}'], restoreMocks: true },
});
