using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Trivium.Express;

/// <summary>The outermost layer: whatever goes wrong inside leaves as a problem, or as a cut connection.</summary>
internal sealed class ErrorBoundary(
    RequestDelegate inner, IReadOnlyList<Func<HttpContext, Exception, Problem?>> mappers, ILogger log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await inner(context);
            if (context.Response.StatusCode >= StatusCodes.Status400BadRequest && ResponseState.IsEmpty(context))
                await ProblemWriter.WriteAsync(context, EmptyAnswer.ProblemFor(context));
        }
        catch (Exception exception)
        {
            await AnswerAsync(context, exception);
        }
    }

    private async Task AnswerAsync(HttpContext context, Exception exception)
    {
        if (context.RequestAborted.IsCancellationRequested && exception is OperationCanceledException or IOException)
        {
            ExpressLog.ClientDisconnected(log, context.Request.Method, context.Request.Path);
            if (!context.Response.HasStarted)
                context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return;
        }

        if (!ResponseState.CanBeReplaced(context))
        {
            ExpressLog.ResponseCut(log, exception, context.Request.Method, context.Request.Path);
            context.Abort();
            return;
        }

        try
        {
            await ProblemWriter.WriteAsync(context, ProblemFor(context, exception));
        }
        catch (Exception e)
        {
            ExpressLog.ResponseCut(log, e, context.Request.Method, context.Request.Path);
            context.Abort();
        }
    }

    private Problem ProblemFor(HttpContext context, Exception exception)
    {
        var problem = Mapped(context, exception) ?? (exception as BadHttpRequestException)?.ToProblem();
        if (problem is { Status: < StatusCodes.Status500InternalServerError })
        {
            ExpressLog.RequestRefused(
                log, context.Request.Method, context.Request.Path, problem.Status, problem.Detail);
            return problem;
        }

        ExpressLog.RequestFailed(log, exception, context.Request.Method, context.Request.Path);
        return problem
            ?? Problem.Of(
                ProblemCodes.Internal, exception is ExpressUsageException ? exception.Message : "Internal error");
    }

    private Problem? Mapped(HttpContext context, Exception exception)
    {
        foreach (var map in mappers)
        {
            try
            {
                if (map(context, exception) is { } problem)
                    return problem;
            }
            catch (Exception e)
            {
                ExpressLog.MapperFailed(log, e, exception.GetType().Name);
            }
        }

        return null;
    }
}
