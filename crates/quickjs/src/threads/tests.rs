use std::sync::mpsc;

use super::*;

fn spin(limit: &Limit) {
    while !limit.is_over() {
        std::hint::spin_loop();
    }
}

#[tokio::test]
async fn work_that_does_not_end_loses_its_thread_and_others_go_on() {
    let threads = Threads::new("work", 1);
    let (release, released) = mpsc::channel::<()>();
    let deaf = threads.run(Duration::from_millis(1), move |_| released.recv().is_ok()).await;
    assert!(matches!(deaf, Err(ThreadError::TimedOut)));
    // The only thread is blocked; another has taken its place.
    assert_eq!(threads.run(Duration::from_secs(5), |_| 2).await.unwrap(), 2);
    assert_eq!(threads.0.0.state().written_off, 1);
    release.send(()).unwrap();
    while threads.0.0.state().written_off > 0 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn short_work_does_not_wait_for_what_is_endless() {
    let threads = Threads::new("work", 4);
    let endless = |limit: &Limit| {
        spin(limit);
        0
    };
    let mut all: tokio::task::JoinSet<_> = (0..20)
        .map(|_| {
            let threads = threads.clone();
            async move { threads.retry(Duration::from_secs(60), endless).await }
        })
        .collect();
    // They all come before it, and none of them ends by itself.
    tokio::task::yield_now().await;
    assert_eq!(threads.retry(Duration::from_secs(60), |_| 1).await.unwrap(), 1);
    assert!(all.try_join_next().is_none());
    all.shutdown().await;
}

#[tokio::test]
async fn what_takes_longer_than_a_moment_begins_again() {
    let threads = Threads::new("work", 1);
    let times = Arc::new(std::sync::atomic::AtomicU32::new(0));
    let counted = Arc::clone(&times);
    let done = threads.retry(Duration::from_secs(60), move |limit| {
        if counted.fetch_add(1, Ordering::Relaxed) == 0 {
            spin(limit);
        }
        "done"
    });
    assert_eq!(done.await.unwrap(), "done");
    assert_eq!(times.load(Ordering::Relaxed), 2);
}

#[tokio::test]
async fn dropping_the_call_stops_the_work() {
    let threads = Threads::new("work", 1);
    let (ended, has_ended) = oneshot::channel();
    let (started, has_started) = oneshot::channel();
    let work = threads.run(Duration::from_secs(60), move |limit| {
        let _ = started.send(());
        spin(limit);
        let _ = ended.send(limit.stop.load(Ordering::Relaxed));
    });
    tokio::select! {
        _ = work => panic!("it does not end by itself"),
        _ = has_started => {}
    }
    assert!(has_ended.await.unwrap());
}

#[tokio::test]
async fn a_panic_is_an_error_and_the_thread_goes_on() {
    let threads = Threads::new("work", 1);
    let failed = threads.run(Duration::from_secs(5), |_| panic!("on purpose")).await;
    assert!(matches!(failed, Err(ThreadError::Panicked)));
    assert_eq!(threads.run(Duration::from_secs(5), |_| 1).await.unwrap(), 1);
}
