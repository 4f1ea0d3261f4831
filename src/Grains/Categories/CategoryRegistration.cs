using EmailAgent.Grains.Categories;

namespace Microsoft.Extensions.DependencyInjection;

internal static class CategoryRegistration
{
    /// <summary>Adds the categories of messages and what is done with the mail of a sender. The step follows that of priority, whose correspondents it reads.</summary>
    public static IServiceCollection AddCategories(this IServiceCollection services) => services
        .AddSingleton<CategoryStore>()
        .AddSingleton<SenderMail>()
        .AddSingleton<UnsubscriptionStore>()
        .AddSingleton<Unsubscriber>()
        .AddSingleton<ArchiveRequests>()
        .AddJobHandler<SenderArchiver>()
        .AddJobHandler<UnsubscribeSettlement>()
        .AddAnalysisStep<CategoryStep>();
}
