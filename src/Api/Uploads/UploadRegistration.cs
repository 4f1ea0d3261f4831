namespace EmailAgent.Api.Uploads;

internal static class UploadRegistration
{
    /// <summary>Adds what downloads of uploads and of scanned copies need.</summary>
    public static IServiceCollection AddUploadDownloads(this IServiceCollection services) =>
        services.AddSingleton<ScannedCopies>().AddSingleton<UploadDownloads>();
}
