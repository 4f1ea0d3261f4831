using EmailAgent.Providers.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

public static class BlobContentRegistration
{
    private const string DataFolder = "DATA_DIR";

    /// <summary>Adds the storage of the contents of blobs, with <see cref="BlobOptions"/> from <c>Blobs</c>.</summary>
    public static IServiceCollection AddBlobContents(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<BlobOptions>().Bind(configuration.GetSection(BlobOptions.Section)).ValidateOnStart();
        services.PostConfigure<BlobOptions>(options =>
        {
            if (string.IsNullOrEmpty(options.Folder))
                options.Folder = Path.Combine(configuration[DataFolder] is { Length: > 0 } data ? data : ".data", "blobs");
        });
        return services
            .AddSingleton<IValidateOptions<BlobOptions>, BlobOptionsValidator>()
            .AddSingleton(provider => CreateMedium(provider.GetRequiredService<IOptions<BlobOptions>>()))
            .AddSingleton<BlobContents>();
    }

    private static IBlobMedium CreateMedium(IOptions<BlobOptions> options) =>
        options.Value.Place == BlobPlace.S3 ? new S3BlobMedium(options) : new FolderBlobMedium(options);
}
