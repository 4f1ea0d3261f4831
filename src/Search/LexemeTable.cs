using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace EmailAgent.Search;

/// <summary>
/// Remembers tokens and lexemes and gives each a small number; an open-addressed hash table over one block of bytes. Words
/// repeat so much that nearly every one is found here instead of being stemmed and encoded again.
/// </summary>
internal sealed class LexemeTable
{
    private const int InitialSlots = 1 << 15;
    private const int KeyBytes = sizeof(ulong);

    private ulong[] _slots = new ulong[InitialSlots]; // upper half: hash; lower half: number + 1 of the entry; 0 is free
    private Entry[] _entries = new Entry[InitialSlots / 2];
    private byte[] _bytes = new byte[InitialSlots * 8];
    private int _byteCount;

    public int Count { get; private set; }

    public ref Entry this[int number] => ref _entries[number];

    public ReadOnlySpan<byte> BytesOf(int number) => _bytes.AsSpan(_entries[number].Offset, _entries[number].Length);

    /// <summary>Returns the number of a byte string, which is added if it is new.</summary>
    // Optimized at once, because a user waits for the first thousands of messages of a new process.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Intern(ReadOnlySpan<byte> bytes, out bool added)
    {
        var key = SortKeyOf(bytes);
        var hash = Hash(key, bytes);
        var slots = _slots;
        var mask = slots.Length - 1;
        for (var slot = (int)hash & mask; ; slot = (slot + 1) & mask)
        {
            var value = slots[slot];
            if (value == 0)
            {
                added = true;
                return Add(bytes, key, hash, slot);
            }

            if ((uint)(value >> 32) != hash)
                continue;

            var number = (int)(uint)value - 1;
            ref var entry = ref _entries[number];
            if (entry.SortKey == key && entry.Length == bytes.Length
                && (bytes.Length <= KeyBytes || bytes[KeyBytes..].SequenceEqual(_bytes.AsSpan(entry.Offset + KeyBytes, entry.Length - KeyBytes))))
            {
                added = false;
                return number;
            }
        }
    }

    public void Clear()
    {
        Array.Clear(_slots);
        _byteCount = 0;
        Count = 0;
    }

    private int Add(ReadOnlySpan<byte> bytes, ulong key, uint hash, int slot)
    {
        if (Count == _entries.Length)
        {
            Grow();
            slot = FreeSlot(hash);
        }

        if (_byteCount + bytes.Length > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _byteCount + bytes.Length));

        bytes.CopyTo(_bytes.AsSpan(_byteCount));
        _entries[Count] = new Entry { SortKey = key, Hash = hash, Offset = _byteCount, Length = bytes.Length };
        _byteCount += bytes.Length;
        Count++;
        _slots[slot] = ((ulong)hash << 32) | (uint)Count;
        return Count - 1;
    }

    private void Grow()
    {
        Array.Resize(ref _entries, _entries.Length * 2);
        _slots = new ulong[_entries.Length * 2];
        for (var number = 0; number < Count; number++)
            _slots[FreeSlot(_entries[number].Hash)] = ((ulong)_entries[number].Hash << 32) | (uint)(number + 1);
    }

    private int FreeSlot(uint hash)
    {
        var mask = _slots.Length - 1;
        var slot = (int)hash & mask;
        while (_slots[slot] != 0)
            slot = (slot + 1) & mask;
        return slot;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Hash(ulong key, ReadOnlySpan<byte> bytes)
    {
        const ulong Factor = 0x9E3779B97F4A7C15;
        var hash = (key ^ (uint)bytes.Length) * Factor;
        for (var rest = bytes.Length > KeyBytes ? bytes[KeyBytes..] : []; rest.Length > 0; rest = rest[Math.Min(KeyBytes, rest.Length)..])
            hash = (BitOperations.RotateLeft(hash, 29) ^ SortKeyOf(rest)) * Factor;
        return (uint)(hash >> 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong SortKeyOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= KeyBytes)
            return BinaryPrimitives.ReadUInt64BigEndian(bytes);
        if (bytes.Length >= sizeof(uint))
        {
            // Two reads that overlap; the second is shifted so that only the bytes after the fourth remain.
            ulong last = BinaryPrimitives.ReadUInt32BigEndian(bytes[^sizeof(uint)..]);
            return ((ulong)BinaryPrimitives.ReadUInt32BigEndian(bytes) << 32) | ((last << (8 * (KeyBytes - bytes.Length))) & uint.MaxValue);
        }

        var key = 0UL;
        for (var i = 0; i < bytes.Length; i++)
            key |= (ulong)bytes[i] << (56 - (8 * i));
        return key;
    }

    public struct Entry
    {
        /// <summary>The first eight bytes as a number that sorts like them.</summary>
        public ulong SortKey;

        public uint Hash;
        public int Offset;
        public int Length;

        /// <summary>Number of the token's lexeme + 1; 0 if not known yet, -1 if it is not indexed.</summary>
        public int Lexeme;

        /// <summary>Last document in which the lexeme occurred, and its place there.</summary>
        public int Document;
        public int Place;
    }
}
