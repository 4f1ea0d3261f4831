import { useCallback, useEffect, useRef, useState, type Dispatch, type SetStateAction } from 'react';
import { LARGEST_FILE, linkToImage, MOST_FILES, uploadFile } from '@/features/compose/api/upload';
import type { MessageFile, MessageForm } from '@/features/compose/hooks/message-form';
import { toApiError, type ApiError } from '@/lib/api/api-error';
import { formatSize } from '@/lib/format';
import { showToast } from '@/lib/toasts';

/** An upload that has not succeeded yet. */
export interface UploadState {
  /** From 0 to 1. */
  share: number;
  error: ApiError | null;
}

interface Running {
  file: File;
  contentId: string | undefined;
  abort: AbortController;
}

export interface Files {
  /** The uploads that are running or failed, by the key of the file. */
  uploads: Readonly<Record<string, UploadState>>;
  add: (files: readonly File[]) => void;
  /** Uploads images to be shown in the text; returns the Content-IDs by which it refers to them. */
  addInline: (files: readonly File[]) => string[];
  retry: (key: string) => void;
  remove: (key: string) => void;
  /** Returns an address that the editor shows for a Content-ID; null if there is no such file. */
  imageUrl: (contentId: string) => Promise<string | null>;
}

/** The files of a message: uploads them, keeps their progress, and shows their images. */
export function useFiles(files: readonly MessageFile[], setForm: Dispatch<SetStateAction<MessageForm>>): Files {
  const [uploads, setUploads] = useState<Readonly<Record<string, UploadState>>>({});
  const running = useRef(new Map<string, Running>());
  const urls = useRef(new Map<string, string>());
  const latest = useRef(files);
  useEffect(() => {
    latest.current = files;
  });

  useEffect(() => {
    const [requests, shown] = [running.current, urls.current];
    return () => {
      for (const { abort } of requests.values()) abort.abort();
      for (const url of shown.values()) URL.revokeObjectURL(url);
    };
  }, []);

  const change = useCallback((key: string, state: UploadState | null) => {
    setUploads(({ [key]: _former, ...others }) => (state ? { ...others, [key]: state } : others));
  }, []);

  const start = useCallback(
    async (key: string) => {
      const upload = running.current.get(key);
      if (!upload) return;
      change(key, { share: 0, error: null });
      try {
        const { id, content_id } = await uploadFile(upload.file, {
          contentId: upload.contentId,
          signal: upload.abort.signal,
          onProgress: (share) => change(key, { share, error: null }),
        });
        running.current.delete(key);
        setForm((form) => ({
          ...form,
          files: form.files.map((file) => (file.key === key ? { ...file, id, contentId: content_id } : file)),
        }));
        change(key, null);
      } catch (thrown) {
        if (!upload.abort.signal.aborted) change(key, { share: 0, error: toApiError(thrown) });
      }
    },
    [change, setForm],
  );

  const begin = useCallback(
    (chosen: readonly File[], inline: boolean): string[] => {
      const accepted = accept(chosen, latest.current.length);
      const added = accepted.map((file): MessageFile => {
        const key = crypto.randomUUID();
        const contentId = inline ? `${key}@emailagent` : undefined;
        if (contentId) urls.current.set(contentId, URL.createObjectURL(file));
        running.current.set(key, { file, contentId, abort: new AbortController() });
        return { id: null, key, name: file.name || 'image', size: file.size, contentId: contentId ?? null, inline };
      });
      setForm((form) => ({ ...form, files: [...form.files, ...added] }));
      for (const { key } of added) void start(key);
      return added.flatMap(({ contentId }) => contentId ?? []);
    },
    [setForm, start],
  );

  const add = useCallback((chosen: readonly File[]) => void begin(chosen, false), [begin]);
  const addInline = useCallback((chosen: readonly File[]) => begin(chosen, true), [begin]);
  const retry = useCallback((key: string) => void start(key), [start]);

  const remove = useCallback(
    (key: string) => {
      running.current.get(key)?.abort.abort();
      running.current.delete(key);
      change(key, null);
      setForm((form) => ({ ...form, files: form.files.filter((file) => file.key !== key) }));
    },
    [change, setForm],
  );

  const imageUrl = useCallback(async (contentId: string): Promise<string | null> => {
    const local = urls.current.get(contentId);
    if (local) return local;
    const id = latest.current.find((file) => file.contentId === contentId || file.id === contentId)?.id;
    return id ? linkToImage(id).catch(() => null) : null;
  }, []);

  return { uploads, add, addInline, retry, remove, imageUrl };
}

/** Returns the files that can be attached, and says why others cannot. */
function accept(chosen: readonly File[], existing: number): readonly File[] {
  const fitting = chosen.filter((file) => file.size <= LARGEST_FILE);
  for (const { name, size } of chosen.filter((file) => file.size > LARGEST_FILE)) {
    showToast({
      tone: 'danger',
      text: `${name} is too large`,
      detail: `It has ${formatSize(size)}; a file can have ${formatSize(LARGEST_FILE)}. Send a link to it instead.`,
    });
  }
  if (existing + fitting.length <= MOST_FILES) return fitting;
  showToast({
    tone: 'danger',
    text: 'Too many files',
    detail: `A message can have ${String(MOST_FILES)}. Pack them into an archive.`,
  });
  return fitting.slice(0, Math.max(0, MOST_FILES - existing));
}
