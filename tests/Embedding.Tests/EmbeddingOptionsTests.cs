using EmailAgent.Intelligence.Retrieval;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EmailAgent.Embedding.Tests;

public sealed class EmbeddingOptionsTests
{
    [Theory]
    [InlineData("Model", "bert")]
    [InlineData("Model", "")]
    [InlineData("Folder", " ")]
    [InlineData("MostTokens", "15")]
    [InlineData("MostTokens", "513")]
    public void Settings_OutOfRange_AreRefused(string name, string value)
    {
        using var services = Build((name, value));

        Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<EmbeddingOptions>>().Value);
    }

    [Fact]
    public void Model_WithoutItsFiles_IsThatOfWords()
    {
        using var missing = Build(("Folder", "nowhere"));
        using var lexical = Build(("Model", "lexical"));
        using var here = Build(("MostTokens", "64"));

        Assert.IsType<LexicalEmbedder>(missing.GetRequiredService<IMessageEmbedder>());
        Assert.IsType<LexicalEmbedder>(lexical.GetRequiredService<IMessageEmbedder>());
        Assert.Equal("minilm-l6-v2-64", Assert.IsType<MiniLmEmbedder>(here.GetRequiredService<IMessageEmbedder>()).Model);
    }

    private static ServiceProvider Build(params (string Name, string Value)[] settings) => new ServiceCollection()
        .AddLogging()
        .AddLocalEmbedding(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => $"Embedding:{setting.Name}", setting => (string?)setting.Value)).Build())
        .BuildServiceProvider();
}
