import qrcode from 'qrcode-generator';

// Scanners need a light margin of four modules, also on a dark page.
const MARGIN = 4;

/** A QR code as one path. What it says must also stand beside it as text. */
export default function QrCode({ text, label }: { text: string; label: string }) {
  const code = qrcode(0, 'M');
  code.addData(text);
  code.make();
  const count = code.getModuleCount();
  let path = '';
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < count; column++) {
      if (code.isDark(row, column)) path += `M${String(column + MARGIN)} ${String(row + MARGIN)}h1v1h-1z`;
    }
  }
  const size = String(count + 2 * MARGIN);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      className="size-48 rounded-md bg-white"
      shapeRendering="crispEdges"
    >
      <path d={path} fill="black" />
    </svg>
  );
}
