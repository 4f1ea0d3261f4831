using EmailAgent.Intelligence.Retrieval;

namespace EmailAgent.Embedding.Tests;

public sealed class MiniLmEmbedderTests(LoadedEmbedder loaded) : IClassFixture<LoadedEmbedder>
{
    private readonly MiniLmEmbedder _embedder = loaded.Embedder;

    [Theory]
    [InlineData("When is the budget meeting?", "Let us gather to discuss the finances this week", "The dog ate my shoes")]
    [InlineData("unpaid bill", "Your invoice is overdue", "The choir sings tonight")]
    [InlineData("trip to France", "We fly to Paris on Monday", "The printer is broken")]
    public void Texts_OfSimilarMeaning_AreNearer(string text, string near, string far)
    {
        var vectors = _embedder.Embed([text, near, far], default);

        Assert.True(EmbeddingVector.Similarity(vectors[0], vectors[1]) > 0.15f + EmbeddingVector.Similarity(vectors[0], vectors[2]));
        Assert.True(EmbeddingVector.Similarity(vectors[0], vectors[2]) < _embedder.LeastSimilarity);
    }

    [Fact]
    public void Text_AmongOthersOfAnyLength_HasTheVectorThatItHasAlone()
    {
        string[] texts = [.. Enumerable.Range(0, 20).Select(i => string.Join(' ', Enumerable.Repeat($"sentence {i} about gardens", 1 + (i * 7 % 11))))];

        var together = _embedder.Embed(texts, default);

        Assert.All(texts.Zip(together), pair => Assert.Equal(1, EmbeddingVector.Similarity(Assert.Single(_embedder.Embed([pair.First], default)), pair.Second), 0.001f));
        Assert.All(together, vector => Assert.Equal(1, EmbeddingVector.Similarity(vector, vector), 0.001f));
    }

    [Fact]
    public void Text_WithAccents_HasTheVectorOfTheOneWithout()
    {
        var vectors = _embedder.Embed(["Überweisung der Café-Rechnung", "Uberweisung der Cafe-Rechnung"], default);

        Assert.Equal(vectors[0], vectors[1]);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t")]
    public void Text_WithoutWords_BecomesZeros(string text) => Assert.All(Assert.Single(_embedder.Embed([text], default)), number => Assert.Equal(0, number));

    [Theory]
    [InlineData("\0\uFFFE\uD800 half a pair")]
    [InlineData("[CLS] [SEP] [PAD] [MASK]")]
    [InlineData("会議は三時です🎉")]
    public void Text_OfAnyCharacters_HasAVector(string text)
    {
        var vector = Assert.Single(_embedder.Embed([text], default));

        Assert.Equal(1, EmbeddingVector.Similarity(vector, vector), 0.001f);
    }

    [Fact]
    public void Text_OfMegabytes_IsReadFromItsBeginning()
    {
        const string Start = "The budget meeting takes place on Thursday. ";

        var vectors = _embedder.Embed([string.Concat(Enumerable.Repeat(Start, 200_000)), string.Concat(Enumerable.Repeat(Start, 100)), new string('x', 5_000_000)], default);

        Assert.Equal(1, EmbeddingVector.Similarity(vectors[0], vectors[1]), 0.001f);
    }

    [Fact]
    public async Task Embed_ByManyAtOnce_IsAsByOne()
    {
        string[] texts = [.. Enumerable.Range(0, 8).Select(i => $"message {i} about topic {i % 3}")];
        var expected = _embedder.Embed(texts, default);

        var found = await Task.WhenAll(texts.Select(text => Task.Run(() => _embedder.Embed([text], default)[0])));

        Assert.All(expected.Zip(found), pair => Assert.Equal(1, EmbeddingVector.Similarity(pair.First, pair.Second), 0.001f));
    }

    [Fact]
    public void Embed_AfterItsCancellation_Ends() => Assert.Throws<OperationCanceledException>(() => _embedder.Embed(["text"], new CancellationToken(canceled: true)));
}
