using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Storage.Push;

internal static class PushRegistration
{
    public static IServiceCollection AddPushStores(this IServiceCollection services) => services.AddSingleton<NotificationStore>().AddSingleton<WatchStore>();
}
