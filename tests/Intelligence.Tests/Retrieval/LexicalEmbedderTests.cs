using EmailAgent.Intelligence.Retrieval;
using FsCheck;
using FsCheck.Fluent;

namespace EmailAgent.Intelligence.Tests.Retrieval;

public sealed class LexicalEmbedderTests
{
    private readonly LexicalEmbedder _embedder = new();

    [Fact]
    public void AnyText_BecomesOneVectorOfLengthOneOrZero() => Prop.ForAll<string>(text =>
    {
        var vector = Assert.Single(_embedder.Embed([text ?? ""], default));
        var length = EmbeddingVector.Similarity(vector, vector);
        return vector.Length == EmbeddingVector.Dimensions && (length == 0 || Math.Abs(length - 1) < 0.001);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("The invoices of the printers are overdue", "overdue invoice for a printer", "lunch on Friday with the choir")]
    [InlineData("Die Rechnung für den Drucker ist überfällig", "überfällige Rechnungen", "Mittagessen am Freitag")]
    [InlineData("La réunion du budget est reportée", "reunion budget", "le train pour Lyon")]
    public void Texts_WithTheSameWordsInOtherForms_AreNearer(string text, string near, string far)
    {
        var vectors = _embedder.Embed([text, near, far], default);

        Assert.True(EmbeddingVector.Similarity(vectors[0], vectors[1]) > 0.3f + EmbeddingVector.Similarity(vectors[0], vectors[2]));
    }

    [Fact]
    public void Text_WithoutWords_BecomesZeros() => Assert.All(_embedder.Embed(["", " -- \n", "the and of"], default), vector => Assert.All(vector, number => Assert.Equal(0, number)));

    [Fact]
    public void Embed_AfterItsCancellation_Ends() => Assert.Throws<OperationCanceledException>(() => _embedder.Embed(["text"], new CancellationToken(canceled: true)));
}
