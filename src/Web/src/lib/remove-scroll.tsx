import type { Slot } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';

/**
 * Stands in for the package of this name, which Radix uses to stop the page behind a dialog from scrolling. The page itself never
 * scrolls here, and the package adds <style> elements, which the content security policy forbids.
 */
export function RemoveScroll({ children, as: Part, ref, ...rest }: Props) {
  const { allowPinchZoom: _pinch, shards: _shards, enabled: _enabled, removeScrollBar: _bar, ...attributes } = rest;
  const Root = Part ?? 'div';
  return (
    <Root ref={ref} {...attributes}>
      {children}
    </Root>
  );
}

RemoveScroll.classNames = { fullWidth: '', zeroRight: '' };

type Props = ComponentProps<'div'> & {
  as?: typeof Slot.Root;
  children?: ReactNode;
  allowPinchZoom?: boolean;
  shards?: unknown;
  enabled?: boolean;
  removeScrollBar?: boolean;
};

export default RemoveScroll;
