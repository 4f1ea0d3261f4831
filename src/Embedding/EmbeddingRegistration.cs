using EmailAgent.Embedding;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

public static class EmbeddingRegistration
{
    /// <summary>Adds the model by which mail is compared by meaning, with <see cref="EmbeddingOptions"/> from <c>Embedding</c>. Add it before the grains.</summary>
    public static IServiceCollection AddLocalEmbedding(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<EmbeddingOptions>().Bind(configuration.GetSection(EmbeddingOptions.Section)).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<EmbeddingOptions>, EmbeddingOptionsValidator>()
            .AddSingleton<EmbedderChoice>()
            .AddSingleton(provider => provider.GetRequiredService<EmbedderChoice>().Make(provider.GetRequiredService<IOptions<EmbeddingOptions>>().Value));
    }
}
