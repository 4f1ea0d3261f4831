using EmailAgent.Grains.Blobs;
using EmailAgent.Grains.Recurring;
using EmailAgent.Grains.Secrets;

namespace Microsoft.Extensions.DependencyInjection;

internal static class BlobRegistration
{
    /// <summary>Adds the rows of blobs; the host adds their contents.</summary>
    public static IServiceCollection AddBlobs(this IServiceCollection services) => services
        .AddSingleton(new EncryptedColumn("blobs", "content_key", BlobStore.KeyPurpose))
        .AddSingleton<BlobStore>()
        .AddSingleton<BlobStorage>()
        .AddRecurringWork<BlobUpkeep>();
}
