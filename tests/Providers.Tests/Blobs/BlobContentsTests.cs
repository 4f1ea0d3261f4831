using EmailAgent.Providers.Blobs;

namespace EmailAgent.Providers.Tests.Blobs;

/// <summary>The encryption of contents: for all sizes, parts and changes.</summary>
public sealed class BlobContentsTests
{
    private const int Chunk = BlobLayout.ChunkSize;

    private readonly int _seed = Random.Shared.Next();
    private readonly MemoryBlobMedium _medium = new();
    private readonly byte[] _key = BlobContents.CreateKey();

    [Fact]
    public async Task Content_OfAnySize_ReadInAnyPart_IsAsItWasWritten()
    {
        var random = new Random(_seed);
        foreach (var size in Sizes(random))
        {
            var content = await WriteAsync(random, size);
            Assert.Equal(BlobLayout.SealedSize(size), _medium.Content.Length);
            await AssertPartAsync(content, 0, size);
            for (var i = 0; i < 20; i++)
            {
                var offset = random.Next(size + 1);
                await AssertPartAsync(content, offset, random.Next(size - offset + 1));
            }
        }
    }

    [Fact]
    public async Task Content_ChangedInAnyByte_IsNotReadToItsEnd()
    {
        var random = new Random(_seed);
        foreach (var size in Sizes(random))
        {
            await WriteAsync(random, size);
            if (size == 0)
                continue;
            var at = random.Next(_medium.Content.Length);
            _medium.Content[at] ^= (byte)random.Next(1, 256);

            await AssertDamagedAsync(size);
        }
    }

    [Theory]
    [InlineData((2 * Chunk) + 5, Chunk)]
    [InlineData((2 * Chunk) + 5, 2 * Chunk)]
    [InlineData(2 * Chunk, Chunk)]
    [InlineData(Chunk + 1, Chunk)]
    public async Task Content_CutOffBehindAChunk_IsNotReadToItsEnd_WhateverSizeTheRowHas(int size, int left)
    {
        await WriteAsync(new Random(_seed), size);
        _medium.Content = _medium.Content[..(int)BlobLayout.SealedSize(left)];

        await AssertDamagedAsync(size);
        await AssertDamagedAsync(left);
    }

    [Fact]
    public async Task Chunks_Exchanged_AreNotRead()
    {
        await WriteAsync(new Random(_seed), 3 * Chunk);
        var content = _medium.Content;
        _medium.Content =
        [
            .. content[BlobLayout.SealedChunkSize..(2 * BlobLayout.SealedChunkSize)], .. content[..BlobLayout.SealedChunkSize], .. content[(2 * BlobLayout.SealedChunkSize)..],
        ];

        await AssertDamagedAsync(3 * Chunk);
    }

    [Fact]
    public async Task Content_UnderAnotherKey_IsNotRead()
    {
        await WriteAsync(new Random(_seed), 10);

        await using var opened = await new BlobContents(_medium).OpenAsync(Guid.Empty, BlobContents.CreateKey(), 10, 0, 10, default);
        await Assert.ThrowsAsync<BlobContentException>(() => opened.CopyToAsync(Stream.Null));
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 11)]
    [InlineData(10, 1)]
    [InlineData(5, -1)]
    public async Task Part_OutsideOfTheContent_IsRefused(long offset, long length) =>
        await Assert.ThrowsAnyAsync<ArgumentOutOfRangeException>(() => new BlobContents(_medium).OpenAsync(Guid.Empty, _key, 10, offset, length, default));

    private static IEnumerable<int> Sizes(Random random) =>
        [0, 1, Chunk - 1, Chunk, Chunk + 1, (2 * Chunk) - 1, 2 * Chunk, (2 * Chunk) + 1, .. Enumerable.Range(0, 20).Select(_ => random.Next(5 * Chunk))];

    private async Task<byte[]> WriteAsync(Random random, int size)
    {
        var content = new byte[size];
        random.NextBytes(content);
        await using var source = new DribblingStream(content, random);
        await new BlobContents(_medium).WriteAsync(Guid.Empty, _key, source, default);
        return content;
    }

    private async Task AssertPartAsync(byte[] content, int offset, int length)
    {
        await using var opened = await new BlobContents(_medium).OpenAsync(Guid.Empty, _key, content.Length, offset, length, default);
        using var read = new MemoryStream();
        await opened.CopyToAsync(read);
        Assert.True(content.AsSpan(offset, length).SequenceEqual(read.ToArray()), $"Seed {_seed}: {length} bytes at {offset} of {content.Length}.");
    }

    private async Task AssertDamagedAsync(int size)
    {
        await using var opened = await new BlobContents(_medium).OpenAsync(Guid.Empty, _key, size, 0, size, default);
        var failure = await Record.ExceptionAsync(() => opened.CopyToAsync(Stream.Null));
        Assert.True(failure is BlobContentException, $"Seed {_seed}: {size} bytes were read: {failure}");
    }
}
