using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Trivium.FunctionsTestHost;

/// <summary>Whether the host's storage can be reached: without it no call of the durable client succeeds.</summary>
internal sealed class StorageInterceptor : Interceptor
{
    private volatile bool _isUnreachable;

    public bool IsReachable
    {
        get => !_isUnreachable;
        set => _isUnreachable = !value;
    }

    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) =>
        IsReachable
            ? continuation(request, context)
            : throw new RpcException(new Status(StatusCode.Unavailable, "The storage account cannot be reached."));
}
