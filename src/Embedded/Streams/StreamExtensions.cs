using Microsoft.Extensions.DependencyInjection;
using Orleans.Embedded.Streams;
using Orleans.Streams;

namespace Orleans.Streams
{
    /// <summary>Subscribing with a delegate.</summary>
    public static class AsyncObservableExtensions
    {
        /// <summary>
        /// Subscribes. From within a grain, items arrive as calls of that activation and the subscription ends with it.
        /// An exception is logged and that item is skipped.
        /// </summary>
        public static Task<StreamSubscriptionHandle<T>> SubscribeAsync<T>(
            this IAsyncObservable<T> obs, Func<T, StreamSequenceToken?, Task> onNextAsync) =>
            obs.SubscribeAsync(new DelegateObserver<T>(onNextAsync));
    }
}

namespace Orleans
{
    /// <summary>Streams from within a grain.</summary>
    public static class GrainStreamingExtensions
    {
        /// <exception cref="KeyNotFoundException">There is no such provider.</exception>
        public static IStreamProvider GetStreamProvider(this Grain grain, string name) =>
            grain.ServiceProvider.GetRequiredService<MemoryStreamProviders>()[name];
    }

    /// <summary>Streams from outside the grains.</summary>
    public static class ClientStreamingExtensions
    {
        /// <exception cref="KeyNotFoundException">There is no such provider.</exception>
        public static IStreamProvider GetStreamProvider(this IClusterClient client, string name) =>
            client.ServiceProvider.GetRequiredService<MemoryStreamProviders>()[name];
    }
}
